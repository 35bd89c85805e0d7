/** Users' consent to agents' access requests. */
@NullMarked
package org.lumoauth.agents.aauth.consent;

import org.jspecify.annotations.NullMarked;
