/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.StartPageEntry;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links that modules add to the start page of a tenant with {@link StartPageEntry}. */
@Component(service = StartPageLinkRegistry.class)
public final class StartPageLinkRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(StartPageLinkRegistry.class);
  private static final Pattern ROUTE = Pattern.compile("GET \\^(/[A-Za-z0-9/_-]+)");

  private final Map<ServiceReference<HttpHandler>, TenantStartPageLink> links =
      new ConcurrentHashMap<>();

  @Activate
  public StartPageLinkRegistry() {}

  /**
   * A link on a start page.
   *
   * @param path the path below the tenant's pages, such as {@code /account}
   * @param message the message key of the label
   * @param icon the name of the icon
   * @param order the position
   * @param primary whether it is the page's main button
   */
  public record TenantStartPageLink(
      String path, String message, String icon, int order, boolean primary) {}

  /** Stores only the reference: the endpoint itself is not needed. */
  @Reference(
      service = HttpHandler.class,
      target = "(lumoauth.start.message=*)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bind(ServiceReference<HttpHandler> reference) {
    Optional<TenantStartPageLink> link = link(reference);
    link.ifPresent(each -> links.put(reference, each));
    if (link.isEmpty()) {
      LOG.error("start_link_malformed service={}", reference);
    }
  }

  void unbind(ServiceReference<HttpHandler> reference) {
    links.remove(reference);
  }

  private static Optional<TenantStartPageLink> link(ServiceReference<HttpHandler> reference) {
    Object routes = reference.getProperty(EndpointServicePropertyNames.ROUTES);
    Object route = routes instanceof String[] several && several.length > 0 ? several[0] : routes;
    Matcher path = ROUTE.matcher(route instanceof String text ? text : "");
    return path.matches()
            && reference.getProperty(StartPageEntry.PREFIX_ + "message") instanceof String message
            && reference.getProperty(StartPageEntry.PREFIX_ + "icon") instanceof String icon
            && reference.getProperty(StartPageEntry.PREFIX_ + "order") instanceof Integer order
        ? Optional.of(
            new TenantStartPageLink(
                path.group(1),
                message,
                icon,
                order,
                Boolean.TRUE.equals(reference.getProperty(StartPageEntry.PREFIX_ + "primary"))))
        : Optional.empty();
  }

  /** Returns the links by position, without duplicates from two versions of a module. */
  List<TenantStartPageLink> all() {
    return links.values().stream()
        .distinct()
        .sorted(
            Comparator.comparingInt(TenantStartPageLink::order)
                .thenComparing(TenantStartPageLink::path))
        .toList();
  }
}
