/**
 * Serves agent cards of the A2A protocol. Administrators publish what an agent offers; cards are
 * public and signed with the tenant's key; any caller can have a card verified.
 */
@TenantTables("agc_card")
package org.lumoauth.agents.cards;

import org.lumoauth.platform.persistence.TenantTables;
