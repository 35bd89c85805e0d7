/** Who calls, and how refusals are told. */
package org.lumoauth.agents.aauthperson.caller;
