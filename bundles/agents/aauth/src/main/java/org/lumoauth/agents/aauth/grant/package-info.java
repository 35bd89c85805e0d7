/** The request types of the agent token endpoint, and their stored state. */
@NullMarked
package org.lumoauth.agents.aauth.grant;

import org.jspecify.annotations.NullMarked;
