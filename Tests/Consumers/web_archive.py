"""Makes web archives for tests."""


def archive(pages):
    """The pieces of a WARC archive of pages by address: `[(address, bytes of the page)]`."""
    for address, page in pages:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        yield (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
               f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n").encode()
        yield body + b"\r\n\r\n"
