/** The table of agents as OpenJPA sees it; nothing here leaves the bundle. */
package org.lumoauth.agents.registry.entity;
