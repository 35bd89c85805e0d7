/** REST endpoints for receivers to manage their streams. */
package org.lumoauth.agents.ssf.rest;
