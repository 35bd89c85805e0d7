/** Sends signed notifications to other servers and retries until they are accepted. */
@TenantTables("whk_notice")
package org.lumoauth.messages.webhook;

import org.lumoauth.platform.persistence.TenantTables;
