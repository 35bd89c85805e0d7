/** The pages on which signed-in people answer approval requests. */
@NullMarked
package org.lumoauth.agents.approverinbox;

import org.jspecify.annotations.NullMarked;
