package org.lumoauth.agents.interpreter;

import java.util.List;
import java.util.Set;

/**
 * An action of the tenant.
 *
 * @param action byte-exact
 * @param namings the ways in which it is named: by itself and by the name that people gave it
 * @param hints stems of what else is said about it, which make it more probable and never sure
 */
record TenantAction(String action, List<ParsedActionName> namings, Set<String> hints) {}
