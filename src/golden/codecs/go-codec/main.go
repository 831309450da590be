// Go's implementation as a witness for golden fixtures.
//
// Reads lines of JSON from standard input. The first is {"descriptors": base64 of a FileDescriptorSet}, each other one a
// case: {"message": full name, "bytes": base64, "twin": ProtoJSON text, or absent}. Writes a line for each case:
// {"reencoded": base64, or "reencodeError": text, "encoded": base64, or "encodeError": text}.
// With the argument -version it writes the version of the implementation and ends.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

type setup struct {
	Descriptors []byte `json:"descriptors"`
}

type testCase struct {
	Message string  `json:"message"`
	Bytes   []byte  `json:"bytes"`
	Twin    *string `json:"twin"`
}

// A pointer tells an empty answer from none.
type answer struct {
	Reencoded     *[]byte `json:"reencoded,omitempty"`
	ReencodeError string  `json:"reencodeError,omitempty"`
	Encoded       *[]byte `json:"encoded,omitempty"`
	EncodeError   string  `json:"encodeError,omitempty"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "-version" {
		fmt.Println(version())
		return
	}
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func version() string {
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return ""
	}
	for _, module := range info.Deps {
		if module.Path == "google.golang.org/protobuf" {
			return module.Version
		}
	}
	return ""
}

func run(in io.Reader, out io.Writer) error {
	lines := json.NewDecoder(in)
	types, err := load(lines)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(out)
	answers := json.NewEncoder(buffered)
	for {
		var one testCase
		if err := lines.Decode(&one); errors.Is(err, io.EOF) {
			return buffered.Flush()
		} else if err != nil {
			return err
		}
		if err := answers.Encode(answerOf(one, types)); err != nil {
			return err
		}
	}
}

func load(lines *json.Decoder) (*dynamicpb.Types, error) {
	var first setup
	if err := lines.Decode(&first); err != nil {
		return nil, err
	}
	set := &descriptorpb.FileDescriptorSet{}
	if err := proto.Unmarshal(first.Descriptors, set); err != nil {
		return nil, err
	}
	files, err := protodesc.NewFiles(set)
	if err != nil {
		return nil, err
	}
	return dynamicpb.NewTypes(files), nil
}

func answerOf(one testCase, types *dynamicpb.Types) answer {
	kind, err := types.FindMessageByName(protoreflect.FullName(one.Message))
	if err != nil {
		return answer{ReencodeError: err.Error(), EncodeError: err.Error()}
	}
	var given answer
	decoded := kind.New().Interface()
	if err := (proto.UnmarshalOptions{Resolver: types}).Unmarshal(one.Bytes, decoded); err != nil {
		given.ReencodeError = err.Error()
	} else {
		given.Reencoded, given.ReencodeError = bytesOf(decoded)
	}
	if one.Twin == nil {
		return given
	}
	parsed := kind.New().Interface()
	if err := (protojson.UnmarshalOptions{Resolver: types}).Unmarshal([]byte(*one.Twin), parsed); err != nil {
		given.EncodeError = err.Error()
	} else {
		given.Encoded, given.EncodeError = bytesOf(parsed)
	}
	return given
}

func bytesOf(message proto.Message) (*[]byte, string) {
	written, err := proto.MarshalOptions{Deterministic: true}.Marshal(message)
	if err != nil {
		return nil, err.Error()
	}
	if written == nil {
		written = []byte{}
	}
	return &written, ""
}
