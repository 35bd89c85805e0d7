package org.lumoauth.platform.web.door;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumoauth.platform.web.description.Takes;
import org.lumoauth.platform.web.routing.Owners;
import org.lumoauth.platform.web.signature.Providers;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The providers among the services; none of them is fetched. */
record ServiceProviders(BundleContext context) implements Providers {
  @Override
  public Map<String, List<String>> of(String kind) {
    Map<String, List<String>> found = new TreeMap<>();
    try {
      ServiceReference<?>[] all =
          context.getAllServiceReferences(null, "(&(lumoauth.kind=" + kind + ")(lumoauth.name=*))");
      for (ServiceReference<?> each : all == null ? new ServiceReference<?>[0] : all) {
        found.put(
            String.valueOf(each.getProperty("lumoauth.name")),
            Owners.texts(each.getProperty(Takes.PARAMETERS)));
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException("no kind: " + kind, e);
    }
    return found;
  }
}
