/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * HTTP/2 without TLS for clients with prior knowledge (RFC 9113 section 3.3). An {@code Upgrade:
 * h2c} header is ignored: RFC 9113 removed it, and it was used to bypass proxies.
 */
final class PriorKnowledgeConnectionFactory extends HTTP2CServerConnectionFactory {

  PriorKnowledgeConnectionFactory(HttpConfiguration http) {
    super(http);
  }

  @Override
  public Connection upgradeConnection(
      Connector connector,
      EndPoint endPoint,
      MetaData.Request request,
      HttpFields.Mutable headers) {
    return request.getHttpVersion() == HttpVersion.HTTP_2
        ? super.upgradeConnection(connector, endPoint, request, headers)
        : null;
  }
}
