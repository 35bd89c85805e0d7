/** The pages on which signed-in people answer approval requests. */
package org.lumoauth.agents.approverinbox;
