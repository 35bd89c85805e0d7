package org.lumoauth.authn.pages.web;

import java.io.IOException;
import java.util.List;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.pages.brand.Brands;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves what pages load where there is no tenant. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=page-assets-nobodys",
      "lumoauth.web.routes=GET /assets/*",
      "lumoauth.web.guard=open"
    })
public final class NobodysAssetsEndpoint implements HotEndpoint {
  private final Assets assets;
  private final Brands brands;

  @Activate
  public NobodysAssetsEndpoint(@Reference Assets assets, @Reference Brands brands) {
    this.assets = assets;
    this.brands = brands;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    String path = exchange.request().getRequestURI();
    String name = path.substring(path.lastIndexOf('/') + 1);
    Assets.Asset asset =
        assets
            .find(name, List.of(brands.ours()))
            .orElseThrow(() -> Problem.notFound("There is no such file."));
    new SentAsset(asset, name).to(exchange.response());
  }
}
