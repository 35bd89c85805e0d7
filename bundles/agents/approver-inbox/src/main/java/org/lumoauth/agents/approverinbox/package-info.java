/** The pages on which people answer, signed in, what waits for their yes or no. */
package org.lumoauth.agents.approverinbox;
