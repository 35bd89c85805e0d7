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
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.authn.pages.brand.Brand;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The files that pages load. The name of each has a hash of its content, so that it never ages. */
@Component(service = Assets.class)
public final class Assets {
  private static final String STYLE = "style.css";
  private static final String OWN = "own.css";
  private static final String CSS = "text/css; charset=utf-8";
  private static final int BRANDS = 20_000;

  private final Cache<Brand, Sheets> sheets =
      MeasuredCache.build(
          "authn-pages.style-sheets", Caffeine.newBuilder().weakKeys().maximumSize(BRANDS));
  private final String style = read("page.css");
  private final Map<String, Asset> fixed =
      Map.of(
          "reveal.js", script("reveal.js"),
          "submit.js", script("submit.js"),
          "icon.svg", Asset.of("icon.svg", "image/svg+xml", read("icon.svg")));

  @Activate
  public Assets() {}

  /**
   * A file.
   *
   * @param name its name without the hash
   * @param hashedName the name with the hash, as {@code style.0123456789abcdef.css}
   * @param type its media type
   * @param content its text
   */
  public record Asset(String name, String hashedName, String type, String content) {

    private static Asset of(String name, String type, String content) {
      int dot = name.lastIndexOf('.');
      String hashed = name.substring(0, dot) + "." + hash(content) + name.substring(dot);
      return new Asset(name, hashed, type, content);
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
   * @param style of ours in the tenant's colours
   * @param own of the tenant's own; empty if it has none
   */
  public record Sheets(String style, Optional<String> own) {}

  private static Asset script(String name) {
    return Asset.of(name, "text/javascript; charset=utf-8", read(name));
  }

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of a brand's stylesheets: they go with the very object. */
  public Sheets sheets(Brand brand) {
    return sheets.get(
        brand, each -> new Sheets(style(each).hashedName(), own(each).map(Asset::hashedName)));
  }

  /** The stylesheet in the tenant's colours. */
  public Asset style(Brand brand) {
    return Asset.of(STYLE, CSS, brand.css() + "\n" + style);
  }

  /** The tenant's own stylesheet, which comes after ours; empty if it has none. */
  public Optional<Asset> own(Brand brand) {
    return brand.own().style().map(css -> Asset.of(OWN, CSS, css));
  }

  /**
   * A file by its name, with whatever hash.
   *
   * @param brands whose stylesheets there are; of another hash it is the first one's
   */
  public Optional<Asset> find(String hashedName, List<Brand> brands) {
    String name = hashedName.replaceFirst("\\.[0-9a-f]{16}(?=\\.[a-z]+$)", "");
    if (!name.equals(STYLE) && !name.equals(OWN)) {
      return Optional.ofNullable(fixed.get(name));
    }
    return name.equals(OWN)
        ? named(brands, each -> sheets(each).own().filter(hashedName::equals).isPresent())
            .flatMap(this::own)
            .or(() -> brands.stream().flatMap(each -> own(each).stream()).findFirst())
        : named(brands, each -> sheets(each).style().equals(hashedName))
            .or(() -> brands.stream().findFirst())
            .map(this::style);
  }

  private static Optional<Brand> named(List<Brand> brands, Predicate<Brand> named) {
    return brands.stream().filter(named).findFirst();
  }

  /** A file that is the same for every tenant. */
  public Asset fixed(String name) {
    return fixed.get(name);
  }
}
