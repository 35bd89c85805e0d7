/** Approval of requests for access by users. */
@NullMarked
package org.lumoauth.agents.jit.approval;

import org.jspecify.annotations.NullMarked;
