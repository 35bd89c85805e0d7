/** Clients in the tenant export document. */
@NullMarked
package org.lumoauth.oauth.clients.transfer;

import org.jspecify.annotations.NullMarked;
