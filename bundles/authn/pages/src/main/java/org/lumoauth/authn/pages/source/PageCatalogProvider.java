/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.source;

import java.util.List;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.page.HtmlPageSource;

/** Provides the catalog of the active sources. */
public final class PageCatalogProvider {
  private final ProviderTracker<HtmlPageSource> providers;
  private volatile PageResourceCatalog latest = new PageResourceCatalog(List.of());

  public PageCatalogProvider(ProviderRegistry registry) {
    providers = registry.track(HtmlPageSource.class);
  }

  public void close() {
    providers.close();
  }

  /** Leases the active sources with their catalog. */
  public PageCatalogLease lease() {
    List<ServiceLease<HtmlPageSource>> leases = providers.leaseAvailable();
    List<HtmlPageSource> sources = leases.stream().map(ServiceLease::get).toList();
    PageResourceCatalog known = latest;
    if (!known.isOf(sources)) {
      known = new PageResourceCatalog(sources);
      latest = known;
    }
    return new PageCatalogLease(known, leases);
  }

  /**
   * A catalog with sources that remain available while it is leased.
   *
   * @param catalog the catalog; the same object while the sources do not change
   */
  public record PageCatalogLease(
      PageResourceCatalog catalog, List<ServiceLease<HtmlPageSource>> leases)
      implements AutoCloseable {
    @Override
    public void close() {
      leases.forEach(ServiceLease::close);
    }
  }
}
