/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.List;
import java.util.Set;

/**
 * An action of the tenant.
 *
 * @param action the action, byte-exact
 * @param namings the parsed names: the identifier and the display name
 * @param hints stems of the description, which make a match more probable but never certain
 * @param description the names and descriptions, for a comparison by meaning
 */
record TenantAction(
    String action, List<ParsedActionName> namings, Set<String> hints, String description) {}
