package org.lumoauth.authn.pages.source;

import java.util.List;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.page.PageSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Gives the catalog of the sources that are in charge now. */
@Component(service = Catalogs.class)
public final class Catalogs {
  private final Providers<PageSource> providers;
  private volatile Catalog latest = new Catalog(List.of());

  @Activate
  public Catalogs(@Reference ProviderRegistry registry) {
    providers = registry.follow(PageSource.class);
  }

  @Deactivate
  void close() {
    providers.close();
  }

  /** The sources in charge, held, with their catalog. */
  public Held hold() {
    List<Lease<PageSource>> leases = providers.acquireAll();
    List<PageSource> sources = leases.stream().map(Lease::get).toList();
    Catalog known = latest;
    if (!known.isOf(sources)) {
      known = new Catalog(sources);
      latest = known;
    }
    return new Held(known, leases);
  }

  /**
   * A catalog whose sources stay while it is held.
   *
   * @param catalog the catalog; the same object as long as the sources are the same
   */
  public record Held(Catalog catalog, List<Lease<PageSource>> leases) implements AutoCloseable {
    @Override
    public void close() {
      leases.forEach(Lease::close);
    }
  }
}
