/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageSource;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.authn.pages.brand.BrandingSettings;
import org.lumoauth.authn.pages.render.LookAlikeNameDetector;
import org.lumoauth.authn.pages.render.TemplatePageRenderer;
import org.lumoauth.authn.pages.web.PageAssetProvider;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/**
 * Serves the samples as the server would, with their policy and their files: {@code
 * /LANGUAGE/SAMPLE} in the tenant's branding.
 */
final class PageSampleServer implements AutoCloseable {
  static final TenantContext ACME = TestBuilders.aTenant().build();

  private final Map<String, PageSample> samples;
  private final BrandResolver brands;
  private final PageAssetProvider assets = new PageAssetProvider();
  private final TemplatePageRenderer pages;
  private final HttpServer server;

  /**
   * @param rtl whether there is a language that is read from right to left too
   */
  PageSampleServer(
      Path project, List<PageSample> samples, Map<String, Object> branding, boolean rtl)
      throws IOException {
    SettingsStore settings = new FakeSettingsStore().with("branding", new BrandingSettings());
    settings.change(ACME, "branding", branding);
    settings.change(ACME, "general", Map.of("displayName", "Acme Health"));
    this.samples =
        samples.stream().collect(java.util.stream.Collectors.toMap(PageSample::name, each -> each));
    brands = BrandResolver.of(settings);
    pages = pages(project, brands, assets, rtl);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::answer);
    server.start();
  }

  static TemplatePageRenderer pages(Path project, BrandResolver brands, PageAssetProvider assets)
      throws IOException {
    return pages(project, brands, assets, false);
  }

  private static TemplatePageRenderer pages(
      Path project, BrandResolver brands, PageAssetProvider assets, boolean rtl)
      throws IOException {
    FakeProviderRegistry registry = new FakeProviderRegistry();
    List<SourceFolderPageSource> sources = SourceFolderPageSource.all(project);
    for (SourceFolderPageSource source : sources) {
      registry.with(HtmlPageSource.class, source.folder().toString(), source);
    }
    if (rtl) {
      registry.with(HtmlPageSource.class, "rtl", new RightToLeftPageSource(sources));
    }
    return new TemplatePageRenderer(
        brands, assets, registry, new LookAlikeNameDetector(), InstantSource.system());
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getPath().split("/");
    if (parts.length == 5 && parts[3].equals("assets")) {
      Optional<PageAssetProvider.PageAsset> asset = assets.find(parts[4], List.of(brands.of(ACME)));
      if (asset.isPresent()) {
        exchange.getResponseHeaders().set("Content-Type", asset.get().type());
        send(exchange, 200, asset.get().content());
        return;
      }
    }
    PageSample sample = parts.length == 3 ? samples.get(parts[2]) : null;
    if (sample == null) {
      send(exchange, 404, "");
      return;
    }
    HtmlPage page =
        pages.render(
            ACME,
            HtmlPageRenderRequest.of(
                sample.template(), sample.model(), List.of(Locale.forLanguageTag(parts[1]))));
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", page.contentSecurityPolicy());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    send(exchange, 200, page.html());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
