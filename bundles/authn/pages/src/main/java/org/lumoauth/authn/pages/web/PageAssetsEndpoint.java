/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.web;

import java.io.IOException;
import java.util.List;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the files of pages. A name with an unknown hash comes from a page that was rendered before
 * a change: the current file is returned without caching.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=page-assets",
      "lumoauth.web.routes=GET ^/assets/*",
      HttpHandler.SUMMARY + "=Get a file of the pages",
      "lumoauth.web.guard=open"
    })
public final class PageAssetsEndpoint implements HttpHandler {
  private final PageAssetProvider assets;
  private final BrandResolver brands;

  @Activate
  public PageAssetsEndpoint(@Reference PageAssetProvider assets, @Reference BrandResolver brands) {
    this.assets = assets;
    this.brands = brands;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.request().getRequestURI();
    String name = path.substring(path.lastIndexOf('/') + 1);
    PageAssetProvider.PageAsset asset =
        assets
            .find(
                name,
                List.of(brands.of(exchange.tenant()), brands.withoutCustomStyle(exchange.tenant())))
            .orElseThrow(() -> ApiException.notFound("The file does not exist."));
    new AssetResponse(asset, name).writeTo(exchange.response());
  }
}
