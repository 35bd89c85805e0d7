import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'

export default defineConfig(({ mode }) => {
  const { PORT } = loadEnv(mode, process.cwd(), 'PORT')
  return {
    plugins: [react()],
    server: { port: Number(PORT), strictPort: true }, // the redirect URI contains the port
  }
})
