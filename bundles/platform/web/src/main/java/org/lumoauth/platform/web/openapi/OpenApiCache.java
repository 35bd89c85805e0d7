/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import org.jspecify.annotations.Nullable;
import org.lumoauth.platform.web.json.JsonCodec;
import org.osgi.framework.BundleContext;

/**
 * Caches the OpenAPI document for as long as its sources are unchanged. The sources are read before
 * the document is built and compared on each request, so a document built while a module started or
 * stopped is not reused.
 */
final class OpenApiCache {
  private final RouteTable table;
  private final JsonCodec json;
  private final String version;
  private volatile @Nullable OpenApiCacheEntry kept;

  /** A document with the state it was built from. */
  private record OpenApiCacheEntry(
      RouteTableSnapshot.RouteSnapshotRevision mark,
      String baseUrl,
      SerializedOpenApiDocument document) {
    boolean isOf(RouteTableSnapshot.RouteSnapshotRevision now, String url) {
      return mark.equals(now) && baseUrl.equals(url);
    }
  }

  OpenApiCache(BundleContext context, RouteTable table, JsonCodec json) {
    this(table, json, context.getBundle().getVersion().toString());
  }

  OpenApiCache(RouteTable table, JsonCodec json, String version) {
    this.table = table;
    this.json = json;
    this.version = version;
  }

  /** Returns the document of the running server. */
  SerializedOpenApiDocument documentFor(String baseUrl) {
    RouteTableSnapshot now = table.takeSnapshot();
    OpenApiCacheEntry last = kept;
    return last != null && last.isOf(now.mark(), baseUrl) ? last.document() : make(now, baseUrl);
  }

  /** Builds the document once, even if many requests need it at the same time. */
  private synchronized SerializedOpenApiDocument make(RouteTableSnapshot now, String baseUrl) {
    OpenApiCacheEntry last = kept;
    if (last == null || !last.isOf(now.mark(), baseUrl)) {
      byte[] made = json.write(OpenApiDocumentBuilder.of(now.rows(), baseUrl, version));
      last = new OpenApiCacheEntry(now.mark(), baseUrl, SerializedOpenApiDocument.of(made));
      kept = last; // if an older result arrives later, the document is only rebuilt
    }
    return last.document();
  }
}
