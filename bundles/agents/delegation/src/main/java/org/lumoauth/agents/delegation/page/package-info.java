/** The pages on which users let agents act for them. */
@NullMarked
package org.lumoauth.agents.delegation.page;

import org.jspecify.annotations.NullMarked;
