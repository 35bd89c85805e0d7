package org.lumoauth.platform.web.describe;

import org.lumoauth.platform.web.json.JsonCodec;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The OpenAPI document, kept for as long as it would be made again as it is. What it is made from
 * is looked at before it is made, and again whenever it is asked for: one that was made while a
 * module came or went is not shown twice.
 */
@Component(service = OpenApiCache.class)
public final class OpenApiCache {
  private final RouteTable table;
  private final JsonCodec json;
  private final String version;
  private volatile OpenApiCacheEntry kept;

  /** A document with what it was made from. */
  private record OpenApiCacheEntry(
      RouteSnapshot.RouteSnapshotRevision mark,
      String baseUrl,
      SerializedOpenApiDocument document) {
    boolean isOf(RouteSnapshot.RouteSnapshotRevision now, String url) {
      return mark.equals(now) && baseUrl.equals(url);
    }
  }

  @Activate
  public OpenApiCache(
      BundleContext context, @Reference RouteTable table, @Reference JsonCodec json) {
    this(table, json, context.getBundle().getVersion().toString());
  }

  OpenApiCache(RouteTable table, JsonCodec json, String version) {
    this.table = table;
    this.json = json;
    this.version = version;
  }

  /** The document of the server as it is now. */
  SerializedOpenApiDocument documentFor(String baseUrl) {
    RouteSnapshot now = table.takeSnapshot();
    OpenApiCacheEntry last = kept;
    return last != null && last.isOf(now.mark(), baseUrl) ? last.document() : make(now, baseUrl);
  }

  /** Makes the document once, however many requests need it at the same time. */
  private synchronized SerializedOpenApiDocument make(RouteSnapshot now, String baseUrl) {
    OpenApiCacheEntry last = kept;
    if (last == null || !last.isOf(now.mark(), baseUrl)) {
      byte[] made = json.write(OpenApiDocumentBuilder.of(now.rows(), baseUrl, version));
      last = new OpenApiCacheEntry(now.mark(), baseUrl, SerializedOpenApiDocument.of(made));
      kept = last; // an older one that comes later is only made again
    }
    return last.document();
  }
}
