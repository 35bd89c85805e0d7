package org.lumoauth.authn.pages.web;

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
import org.lumoauth.authn.pages.brand.Brand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The files that pages load. The name of each has a hash of its content, so that it never ages. */
@Component(service = Assets.class)
public final class Assets {
  private static final String STYLE = "style.css";
  private static final String OWN = "own.css";
  private static final String CSS = "text/css; charset=utf-8";

  private final String style = read("page.css");
  private final Map<String, Asset> fixed =
      Map.of(
          "reveal.js", script("reveal.js"),
          "submit.js", script("submit.js"),
          "icon.svg", new Asset("icon.svg", "image/svg+xml", read("icon.svg")));

  @Activate
  public Assets() {}

  /**
   * A file.
   *
   * @param name its name without the hash
   * @param type its media type
   * @param content its text
   */
  public record Asset(String name, String type, String content) {

    /** The name with the hash, as {@code style.0123456789abcdef.css}. */
    public String hashedName() {
      int dot = name.lastIndexOf('.');
      return name.substring(0, dot) + "." + hash() + name.substring(dot);
    }

    private String hash() {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Asset script(String name) {
    return new Asset(name, "text/javascript; charset=utf-8", read(name));
  }

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stylesheet in the tenant's colours. */
  public Asset style(Brand brand) {
    return new Asset(STYLE, CSS, brand.css() + "\n" + style);
  }

  /** The tenant's own stylesheet, which comes after ours; empty if it has none. */
  public Optional<Asset> own(Brand brand) {
    return brand.own().style().map(css -> new Asset(OWN, CSS, css));
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
    List<Asset> styles =
        name.equals(OWN)
            ? brands.stream().flatMap(brand -> own(brand).stream()).toList()
            : brands.stream().map(this::style).toList();
    return styles.stream()
        .filter(each -> each.hashedName().equals(hashedName))
        .findFirst()
        .or(() -> styles.stream().findFirst());
  }

  /** A file that is the same for every tenant. */
  public Asset fixed(String name) {
    return fixed.get(name);
  }
}
