/** The risk of a request for access, assessed by the tenant's rules. */
@NullMarked
package org.lumoauth.agents.jit.risk;

import org.jspecify.annotations.NullMarked;
