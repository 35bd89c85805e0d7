/** Notifications to other servers that tokens issued here were revoked. */
@NullMarked
package org.lumoauth.agents.aauthperson.revocation;

import org.jspecify.annotations.NullMarked;
