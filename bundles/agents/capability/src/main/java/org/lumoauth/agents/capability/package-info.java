/** The authorization model by which an agent never passes its capabilities. */
package org.lumoauth.agents.capability;
