/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Rejects Transfer-Encoding in HTTP/1.0 and closes the connection: servers that ignore it there
 * find a different end of the request (RFC 9112 section 6.1).
 */
final class Http10TransferEncodingRejectionHandler extends Handler.Wrapper {

  Http10TransferEncodingRejectionHandler(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
        && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Response.writeError(
          request, response, callback, HttpStatus.BAD_REQUEST_400, "Transfer-Encoding in HTTP/1.0");
      return true;
    }
    return super.handle(request, response, callback);
  }
}
