package org.lumoauth.oauth.server.metadata;

import java.io.IOException;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the metadata, under OpenID Connect's name too: many OAuth clients look only there. It
 * says nothing of OpenID Connect until a module for it contributes that. What lacks the word of a
 * module that is only away is not to be kept.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-3">RFC 8414 section 3</a>
 */
@AnswersWith(status = 200)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-metadata",
      "lumoauth.web.routes=GET ~/.well-known/oauth-authorization-server",
      "lumoauth.web.routes=GET ~/.well-known/openid-configuration",
      "lumoauth.web.guard=open"
    })
public final class MetadataEndpoint implements HotEndpoint {

  private final ServerMetadata metadata;

  @Activate
  public MetadataEndpoint(@Reference ServerMetadata metadata) {
    this.metadata = metadata;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var response = exchange.response();
    response.setHeader("Access-Control-Allow-Origin", "*");
    var document = metadata.of(exchange.tenant());
    response.setHeader("Cache-Control", document.whole() ? "public, max-age=3600" : "no-store");
    exchange.writeJson(200, document.members());
  }
}
