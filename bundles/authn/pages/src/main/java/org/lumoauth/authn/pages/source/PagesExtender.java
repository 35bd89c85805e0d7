/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.page.HtmlPageSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a {@link HtmlPageSource} for each bundle with the header {@code LumoAuth-Pages}, in
 * that bundle's context, so that it has the bundle's version and lifecycle.
 */
@Component(
    service = {},
    immediate = true)
public final class PagesExtender
    implements BundleTrackerCustomizer<ServiceRegistration<HtmlPageSource>> {
  private static final Logger LOG = LoggerFactory.getLogger(PagesExtender.class);

  private final BundleTracker<ServiceRegistration<HtmlPageSource>> tracker;

  @Activate
  public PagesExtender(BundleContext context) {
    tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
    tracker.open();
  }

  @Deactivate
  void close() {
    tracker.close();
  }

  @Override
  public ServiceRegistration<HtmlPageSource> addingBundle(Bundle bundle, BundleEvent event) {
    String header = bundle.getHeaders("").get(PagesManifestHeader.NAME);
    String module = bundle.getHeaders("").get(ModulePropertyNames.MODULE_HEADER);
    if (header == null || module == null || bundle.getBundleContext() == null) {
      return null;
    }
    try {
      PagesManifestHeader pages = PagesManifestHeader.parse(header);
      return bundle
          .getBundleContext()
          .registerService(
              HtmlPageSource.class,
              BundlePageSource.read(bundle, pages.folder()),
              properties(module, pages.ranking()));
    } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
      LOG.error("pages_unreadable module={}", module, e);
      return null;
    }
  }

  private static Dictionary<String, Object> properties(String module, int ranking) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(ModulePropertyNames.KIND, "pages");
    properties.put(ModulePropertyNames.NAME, module);
    properties.put(Constants.SERVICE_RANKING, ranking);
    return properties;
  }

  @Override
  public void modifiedBundle(
      Bundle bundle, BundleEvent event, ServiceRegistration<HtmlPageSource> registration) {
    // From starting to active: its pages do not change.
  }

  @Override
  public void removedBundle(
      Bundle bundle, BundleEvent event, ServiceRegistration<HtmlPageSource> registration) {
    try {
      registration.unregister();
    } catch (IllegalStateException e) {
      LOG.debug("pages_gone bundle={}", bundle);
    }
  }
}
