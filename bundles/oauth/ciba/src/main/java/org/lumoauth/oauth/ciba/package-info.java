/**
 * OpenID Connect Client-Initiated Backchannel Authentication: a client sends a request, a user
 * answers on another device, and the client fetches its tokens (poll), is notified that they are
 * available (ping) or receives them (push).
 */
@TenantTables("cib_task")
@NullMarked
package org.lumoauth.oauth.ciba;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
