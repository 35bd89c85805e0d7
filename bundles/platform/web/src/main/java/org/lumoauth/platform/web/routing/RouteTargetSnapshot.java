/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.List;

/**
 * The targets at one moment.
 *
 * @param revision changes with every modification
 * @param targets all targets
 */
public record RouteTargetSnapshot(long revision, List<RouteTarget> targets) {}
