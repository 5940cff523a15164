import { z } from 'zod'

// The content security policy forbids code from strings, which zod's fast path is made of. To be imported first.
z.config({ jitless: true })
