package org.lumoauth.platform.web.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** A request whose body is limited. */
class LimitedRequest extends HttpServletRequestWrapper {
  private final int limit;
  private ServletInputStream body;
  private byte[] whole;

  LimitedRequest(HttpServletRequest request, int limit) {
    super(request);
    this.limit = limit;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = new LimitedBody(super.getInputStream(), limit);
    }
    return body;
  }

  /** What is left of the body. Where its length is told, no more room than that is made for it. */
  byte[] rest() throws IOException {
    int length = getContentLength();
    ServletInputStream in = getInputStream();
    return length < 0 ? in.readAllBytes() : in.readNBytes(length);
  }

  /**
   * The whole body, which can be read once more afterwards. Nothing of it may have been read
   * before.
   */
  byte[] wholeBody() throws IOException {
    if (whole == null) {
      whole = rest();
      body = new ReadBody(whole);
    }
    return whole.clone();
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }
}
