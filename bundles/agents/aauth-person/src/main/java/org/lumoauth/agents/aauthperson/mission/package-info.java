/** Missions that people approved, and what agents do in them. */
package org.lumoauth.agents.aauthperson.mission;
