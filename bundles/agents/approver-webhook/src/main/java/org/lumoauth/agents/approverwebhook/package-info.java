/** Notifies a server of the tenant about approvals with a signed webhook. */
@NullMarked
package org.lumoauth.agents.approverwebhook;

import org.jspecify.annotations.NullMarked;
