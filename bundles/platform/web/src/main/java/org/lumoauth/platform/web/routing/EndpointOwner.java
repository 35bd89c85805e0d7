/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import org.osgi.framework.Version;

/**
 * The module that provides an endpoint.
 *
 * @param module its name, as {@code authz-rbac}
 * @param version its bundle's version
 * @param bundleId the framework's id of the bundle
 * @param ranking the service's ranking
 * @param serviceId the service's id
 */
public record EndpointOwner(
    String module, Version version, long bundleId, int ranking, long serviceId) {

  /**
   * Returns a negative number if this owner has precedence: by ranking, version, then the newer
   * service.
   */
  int precedence(EndpointOwner other) {
    int byRanking = Integer.compare(other.ranking, ranking);
    if (byRanking != 0) {
      return byRanking;
    }
    int byVersion = other.version.compareTo(version);
    return byVersion != 0 ? byVersion : Long.compare(other.serviceId, serviceId);
  }
}
