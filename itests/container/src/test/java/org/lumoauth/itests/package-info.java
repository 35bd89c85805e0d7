/** The shipped distribution, unpacked and booted with data of its own, and what must hold in it. */
package org.lumoauth.itests;
