/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Serves the software bill of materials of the distribution to the operator: every shipped library
 * with its version and SHA-256 (CycloneDX 1.6 JSON). Modules installed later are not included.
 */
@ApiResponse(status = 200)
@Component(
    property = {
      EndpointServicePropertyNames.ROUTES + "=GET /system/sbom",
      HttpHandler.SUMMARY + "=Get the software bill of materials (CycloneDX)",
      EndpointServicePropertyNames.GUARD + "=operator"
    })
public final class SbomEndpoint implements HttpHandler {
  static final String FILE = "sbom/lumoauth.cdx.json";

  private final Path file;

  /**
   * Creates the endpoint.
   *
   * @param context the bundle context; its property {@code karaf.home} is the distribution's folder
   */
  @Activate
  public SbomEndpoint(BundleContext context) {
    this.file = Path.of(context.getProperty("karaf.home")).resolve(FILE);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!Files.isReadable(file)) {
      throw ApiException.notFound(
          "The distribution has no " + FILE + ". It may have been built from source.");
    }
    exchange.response().setContentType("application/vnd.cyclonedx+json; version=1.6");
    exchange.response().setContentLengthLong(Files.size(file));
    Files.copy(file, exchange.response().getOutputStream());
  }
}
