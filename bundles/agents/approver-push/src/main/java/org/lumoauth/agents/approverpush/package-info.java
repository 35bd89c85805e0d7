/** Agents have the user for whom they act confirm something. */
package org.lumoauth.agents.approverpush;
