/** Ends or suspends tasks of suspended participants. */
@NullMarked
package org.lumoauth.agents.jit.suspension;

import org.jspecify.annotations.NullMarked;
