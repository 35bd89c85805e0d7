package org.lumoauth.platform.web.describe;

import org.lumoauth.platform.web.json.Json;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The OpenAPI document, kept for as long as it would be made again as it is. What it is made from
 * is looked at before it is made, and again whenever it is asked for: one that was made while a
 * module came or went is not shown twice.
 */
@Component(service = KeptDescription.class)
public final class KeptDescription {
  private final RouteTable table;
  private final Json json;
  private final String version;
  private volatile Kept kept;

  /** A document with what it was made from. */
  private record Kept(RoutesNow.Mark mark, String baseUrl, WrittenDocument document) {
    boolean isOf(RoutesNow.Mark now, String url) {
      return mark.equals(now) && baseUrl.equals(url);
    }
  }

  @Activate
  public KeptDescription(BundleContext context, @Reference RouteTable table, @Reference Json json) {
    this(table, json, context.getBundle().getVersion().toString());
  }

  KeptDescription(RouteTable table, Json json, String version) {
    this.table = table;
    this.json = json;
    this.version = version;
  }

  /** The document of the server as it is now. */
  WrittenDocument at(String baseUrl) {
    RoutesNow now = table.now();
    Kept last = kept;
    return last != null && last.isOf(now.mark(), baseUrl) ? last.document() : make(now, baseUrl);
  }

  /** Makes the document once, however many requests need it at the same time. */
  private synchronized WrittenDocument make(RoutesNow now, String baseUrl) {
    Kept last = kept;
    if (last == null || !last.isOf(now.mark(), baseUrl)) {
      byte[] made = json.write(OpenApiDocument.of(now.rows(), baseUrl, version));
      last = new Kept(now.mark(), baseUrl, WrittenDocument.of(made));
      kept = last; // an older one that comes later is only made again
    }
    return last.document();
  }
}
