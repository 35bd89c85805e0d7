/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.Map;
import org.osgi.framework.Bundle;

/**
 * A provider of a bundle that is not running.
 *
 * @param module the name of the bundle's module
 * @param name the {@code lumoauth.name}
 * @param properties the declared service properties
 */
record InactiveProvider(
    Bundle bundle,
    String module,
    BundleTrafficGate gate,
    String name,
    Map<String, Object> properties) {}
