/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.routing.EndpointOwnerResolver;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Tracks provider services without fetching them. It relies on service events and not on the
 * registry, which may still contain a service while its removal is being reported.
 */
@Component(service = ServiceRegistryProviderCatalog.class)
public final class ServiceRegistryProviderCatalog implements ProviderCatalog {
  private static final String ALL = "(&(lumoauth.kind=*)(lumoauth.name=*))";

  private final Map<ServiceReference<Object>, ServiceProviderInfo> present =
      new ConcurrentHashMap<>();
  private final AtomicLong revision = new AtomicLong();
  private final ServiceTracker<Object, ServiceProviderInfo> tracker;

  /** The declarations of one provider. */
  private record ServiceProviderInfo(
      List<String> kinds, String name, Map<String, List<String>> said) {
    static ServiceProviderInfo of(ServiceReference<?> reference) {
      return new ServiceProviderInfo(
          EndpointOwnerResolver.texts(reference.getProperty("lumoauth.kind")),
          String.valueOf(reference.getProperty("lumoauth.name")),
          Map.of(
              ApiRequestParameters.PARAMETERS,
              EndpointOwnerResolver.texts(reference.getProperty(ApiRequestParameters.PARAMETERS)),
              ApiResponse.PROVIDED,
              EndpointOwnerResolver.texts(reference.getProperty(ApiResponse.PROVIDED))));
    }
  }

  @Activate
  public ServiceRegistryProviderCatalog(BundleContext context) throws InvalidSyntaxException {
    this.tracker =
        new ServiceTracker<>(context, context.createFilter(ALL), new ServiceProviderCustomizer());
    tracker.open(true);
  }

  /** Stops tracking. */
  @Deactivate
  public void close() {
    tracker.close();
  }

  /**
   * Returns a number that changes with every modification: data read afterwards is at least as new.
   */
  public long revision() {
    return revision.get();
  }

  @Override
  public Map<String, List<String>> of(String kind, String property) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    present.entrySet().stream()
        .filter(each -> each.getValue().kinds().contains(kind))
        .sorted(
            Map.Entry.comparingByKey()) // of several providers with the same name, the preferred
        // provider is used
        .forEach(each -> found.put(each.getValue().name(), each.getValue().said().get(property)));
    return found;
  }

  /** Updates the data before the revision, never the other way round. */
  private final class ServiceProviderCustomizer
      implements ServiceTrackerCustomizer<Object, ServiceProviderInfo> {
    @Override
    public ServiceProviderInfo addingService(ServiceReference<Object> reference) {
      ServiceProviderInfo provider = ServiceProviderInfo.of(reference);
      present.put(reference, provider);
      revision.incrementAndGet();
      return provider;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, ServiceProviderInfo before) {
      present.replace(
          reference, ServiceProviderInfo.of(reference)); // it may have been removed concurrently
      revision.incrementAndGet();
    }

    @Override
    public void removedService(ServiceReference<Object> reference, ServiceProviderInfo provider) {
      present.remove(reference);
      revision.incrementAndGet();
    }
  }
}
