"""Google's Python implementation as a witness for golden fixtures.

Reads lines of JSON from standard input. The first is {"descriptors": base64 of a FileDescriptorSet}, each other one a case:
{"message": full name, "bytes": base64, "twin": ProtoJSON text, or absent}. Writes a line for each case:
{"reencoded": base64, or "reencodeError": text, "encoded": base64, or "encodeError": text}.
"""

import base64
import json
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory


def load(descriptors):
    files = descriptor_pb2.FileDescriptorSet.FromString(base64.b64decode(descriptors))
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    # Extensions are known to a message only once its classes have been made.
    message_factory.GetMessageClassesForFiles([file.name for file in files.file], pool)
    return pool


def to_bytes(message):
    return base64.b64encode(message.SerializeToString(deterministic=True)).decode("ascii")


def words(error):
    return (str(error) or type(error).__name__).strip()


def answer(case, pool):
    try:
        message_class = message_factory.GetMessageClass(pool.FindMessageTypeByName(case["message"]))
    except Exception as error:
        return {"reencodeError": words(error), "encodeError": words(error)}
    answers = {}
    try:
        answers["reencoded"] = to_bytes(message_class.FromString(base64.b64decode(case["bytes"])))
    except Exception as error:
        answers["reencodeError"] = words(error)
    if case.get("twin") is None:
        return answers
    try:
        parsed = json_format.Parse(case["twin"], message_class(), descriptor_pool=pool)
        answers["encoded"] = to_bytes(parsed)
    except Exception as error:
        answers["encodeError"] = words(error)
    return answers


def main():
    lines = iter(sys.stdin.buffer)
    pool = load(json.loads(next(lines))["descriptors"])
    for line in lines:
        sys.stdout.write(json.dumps(answer(json.loads(line), pool)) + "\n")


main()
