package org.lumoauth.platform.modules.provider;

import java.util.Map;
import org.osgi.framework.Bundle;

/**
 * A provider that would be there if its bundle ran.
 *
 * @param module the name of the bundle's module
 * @param name its {@code lumoauth.name}
 * @param properties the service properties that it is declared with
 */
record InactiveProvider(
    Bundle bundle,
    String module,
    BundleTrafficGate gate,
    String name,
    Map<String, Object> properties) {}
