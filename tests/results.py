#!/usr/bin/env python3
"""results.py FILE.trx EXITCODE - first line: passed failed skipped seconds; then the message of each failure.

A run that left no results, or that ended badly with none of them failed, counts as one failure.
"""
import sys
import xml.etree.ElementTree as xml
from datetime import datetime

SPACE = {'t': 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010'}


def first_lines(text, lines):
    return '\n'.join('      ' + line for line in (text or '').strip().splitlines()[:lines])


def failure(result):
    message = result.findtext('.//t:ErrorInfo/t:Message', '', SPACE)
    stack = result.findtext('.//t:ErrorInfo/t:StackTrace', '', SPACE)
    return f'    {result.get("testName")}\n{first_lines(message, 12)}\n{first_lines(stack, 4)}'


def read(path, code):
    try:
        root = xml.parse(path).getroot()
    except FileNotFoundError:
        return 0, 1, 0, 0, [f'    no results: {"timed out" if code in (124, 137) else "no test found" if code == 0 else f"exit code {code}"}']
    results = root.findall('.//t:UnitTestResult', SPACE)
    outcome = [r.get('outcome') for r in results]
    failed = [r for r in results if r.get('outcome') not in ('Passed', 'NotExecuted')]
    texts = [failure(r) for r in failed]
    if not results:
        texts.append('    no test found')
    elif code and not failed:
        said = '\n'.join(t.text or '' for t in root.findall('.//t:RunInfo/t:Text', SPACE))
        texts.append(f'    the run ended with exit code {code}\n{first_lines(said, 12)}')
    times = root.find('t:Times', SPACE)
    seconds = (datetime.fromisoformat(times.get('finish')) - datetime.fromisoformat(times.get('start'))).total_seconds()
    return outcome.count('Passed'), len(texts), outcome.count('NotExecuted'), round(seconds, 1), texts


passed, bad, skipped, seconds, texts = read(sys.argv[1], int(sys.argv[2]))
print(passed, bad, skipped, seconds)
for text in texts:
    print(text)
