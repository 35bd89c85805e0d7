/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.authn.pages.brand.TenantBrand;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The files that pages load. Each name contains a hash of the content, so that it can be cached
 * permanently.
 */
@Component(service = PageAssetProvider.class)
public final class PageAssetProvider {
  private static final String STYLE = "style.css";
  private static final String OWN = "own.css";
  private static final String CSS = "text/css; charset=utf-8";
  private static final int BRANDS = 20_000;

  private final Cache<TenantBrand, BrandStylesheets> sheets =
      MeasuredCacheFactory.build(
          "authn-pages.style-sheets", Caffeine.newBuilder().weakKeys().maximumSize(BRANDS));
  private final String style = read("page.css");
  private final Map<String, PageAsset> fixed =
      Map.of(
          "reveal.js", script("reveal.js"),
          "submit.js", script("submit.js"),
          "icon.svg", PageAsset.of("icon.svg", "image/svg+xml", read("icon.svg")));

  @Activate
  public PageAssetProvider() {}

  /**
   * A file.
   *
   * @param name the name without the hash
   * @param hashedName the name with the hash, such as {@code style.0123456789abcdef.css}
   * @param type the media type
   * @param content the text
   */
  public record PageAsset(String name, String hashedName, String type, String content) {

    private static PageAsset of(String name, String type, String content) {
      int dot = name.lastIndexOf('.');
      String hashed = name.substring(0, dot) + "." + hash(content) + name.substring(dot);
      return new PageAsset(name, hashed, type, content);
    }

    private static String hash(String content) {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * The hashed names of a brand's stylesheets.
   *
   * @param style the product's stylesheet in the tenant's colours
   * @param own the tenant's custom stylesheet; empty if it has none
   */
  public record BrandStylesheets(String style, Optional<String> own) {}

  private static PageAsset script(String name) {
    return PageAsset.of(name, "text/javascript; charset=utf-8", read(name));
  }

  private static String read(String name) {
    try (InputStream in = PageAssetProvider.class.getResourceAsStream("/assets/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names of a brand's stylesheets, cached by the brand object. */
  public BrandStylesheets stylesheets(TenantBrand brand) {
    return sheets.get(
        brand,
        each ->
            new BrandStylesheets(
                style(each).hashedName(), customStyle(each).map(PageAsset::hashedName)));
  }

  /** Returns the stylesheet in the tenant's colours. */
  public PageAsset style(TenantBrand brand) {
    return PageAsset.of(STYLE, CSS, brand.css() + "\n" + style);
  }

  /**
   * Returns the tenant's custom stylesheet, which is loaded after the product's; empty if it has
   * none.
   */
  public Optional<PageAsset> customStyle(TenantBrand brand) {
    return brand.own().style().map(css -> PageAsset.of(OWN, CSS, css));
  }

  /**
   * Returns a file by its name, with any hash.
   *
   * @param brands the brands with possible stylesheets; for an unknown hash, the first brand is
   *     used
   */
  public Optional<PageAsset> find(String hashedName, List<TenantBrand> brands) {
    String name = hashedName.replaceFirst("\\.[0-9a-f]{16}(?=\\.[a-z]+$)", "");
    if (!name.equals(STYLE) && !name.equals(OWN)) {
      return Optional.ofNullable(fixed.get(name));
    }
    return name.equals(OWN)
        ? named(brands, each -> stylesheets(each).own().filter(hashedName::equals).isPresent())
            .flatMap(this::customStyle)
            .or(() -> brands.stream().flatMap(each -> customStyle(each).stream()).findFirst())
        : named(brands, each -> stylesheets(each).style().equals(hashedName))
            .or(() -> brands.stream().findFirst())
            .map(this::style);
  }

  private static Optional<TenantBrand> named(
      List<TenantBrand> brands, Predicate<TenantBrand> named) {
    return brands.stream().filter(named).findFirst();
  }

  /** Returns a file that is the same for every tenant. */
  public PageAsset staticAsset(String name) {
    return Objects.requireNonNull(fixed.get(name), name);
  }
}
